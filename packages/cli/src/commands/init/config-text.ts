/** A config that says the default aloud, so that it is easy to find. */
export function configText(): string {
  const config = {
    $schema: "./node_modules/sixty/schema/sixty.config.schema.json",
    budget: { edit: "60s" },
  };
  return `${JSON.stringify(config, null, 2)}\n`;
}
