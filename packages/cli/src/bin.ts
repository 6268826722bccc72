import { execa } from "execa";
import MagicString from "magic-string";
import { parseSync } from "oxc-parser";
import picomatch from "picomatch";
import sw from "string-width";
import { z } from "zod";

console.log(
  typeof execa,
  typeof z.object,
  typeof picomatch,
  typeof sw,
  typeof MagicString,
  typeof parseSync,
  import.meta.url,
);
