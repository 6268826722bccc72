// What `import.meta.url` becomes in the CommonJS bundle.
import { pathToFileURL } from "node:url";
export const __sixtyUrl = pathToFileURL(__filename).href;
