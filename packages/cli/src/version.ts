declare const SIXTY_VERSION: string | undefined;

/** Of the package that was built; sources that run unbuilt have none. */
export const version = typeof SIXTY_VERSION === "undefined" ? "0.0.0-dev" : SIXTY_VERSION;
