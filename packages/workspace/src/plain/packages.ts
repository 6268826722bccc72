import type { Package } from "@sixty/model";
import type { Context } from "../context.ts";
import { entryOf } from "../entry.ts";
import type { Links } from "../manifests/links.ts";

/** The members of a workspace as packages. */
export function packagesOf(
  { files, members }: Pick<Context, "files" | "members">,
  links: ReadonlyMap<string, Links>,
): Package[] {
  return members.members.map((member) => {
    const { hard, peer, dev } = links.get(member.name) ?? { hard: [], peer: [], dev: [] };
    const entry = entryOf(files, member.root, member.json);
    const npmName = member.json["name"];
    return {
      name: member.name,
      ...(typeof npmName === "string" && npmName !== "" ? { npmName } : {}),
      root: member.root,
      dependsOn: [...hard, ...peer, ...dev].sort(),
      private: member.private,
      tags: [],
      ...(entry === undefined ? {} : { entry }),
    };
  });
}
