/**
 * A value that is built when something of it is first used.
 *
 * For schemas: loading zod takes longer than most commands take to answer, and only what reads a file needs it.
 */
export function lazy<T extends object>(build: () => T): T {
  let built: T | undefined;
  const value = () => (built ??= build());
  return new Proxy(Object.create(null) as T, {
    get: (_, name) => Reflect.get(value(), name),
    has: (_, name) => Reflect.has(value(), name),
    getPrototypeOf: () => Reflect.getPrototypeOf(value()),
  });
}
