import { expect, test } from "vitest";
import { type ErrorDocument, sixty, sixtyJson } from "./support/sixty.ts";
import { folder } from "./support/workspace.ts";

const commands = [
  ["init"],
  ["measure"],
  ["report"],
  ["gate"],
  ["ratchet"],
  ["ratchet", "show"],
  ["ratchet", "tighten"],
  ["ratchet", "waive"],
  ["which"],
  ["split"],
  ["why"],
  ["replay"],
  ["watch"],
];

test.each(commands.map((command) => ({ command, words: command.join(" ") })))(
  "sixty $words --help",
  async ({ command }) => {
    const { code, stdout, stderr } = await sixty(folder(), [...command, "--help"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain(`Usage: sixty ${command.join(" ")}`);
    for (const option of ["--json", "--cwd", "--max-tokens", "--quiet"]) expect(stdout).toContain(option);
  },
);

test("help lists every command and no other", async () => {
  const { stdout } = await sixty(folder(), ["--help"]);
  const listed = [...stdout.matchAll(/^ {2}([a-z]+) {2,}|^ {2}([a-z]+) \[/gm)].map(
    ([, one, other]) => one ?? other,
  );
  const top = [...new Set(commands.map(([name]) => name!))];
  expect(listed).toEqual(top);
});

test.each([
  { args: ["gaet"], what: /unknown command 'gaet'/i, fix: /gate/ },
  { args: ["gate", "--fromat", "github"], what: /unknown option '--fromat'/i, fix: /--format/ },
  { args: ["gate", "--format", "xml"], what: /xml/, fix: /gate --help/ },
  { args: ["report", "--workers", "0"], what: /whole number/, fix: /report --help/ },
  { args: ["report", "--max-tokens", "many"], what: /whole number/, fix: /--help/ },
  { args: ["measure", "--timeout", "soon"], what: /60s/, fix: /measure --help/ },
  { args: ["ratchet", "waive", "one"], what: /--owner/, fix: /ratchet --help/ },
  {
    args: [
      "ratchet",
      "waive",
      "a",
      "--owner",
      "b",
      "--reason",
      "c",
      "--ceiling",
      "1s",
      "--until",
      "2027-02-30",
    ],
    what: /day/,
    fix: /ratchet/,
  },
  { args: ["report", "extra"], what: /too many arguments/i, fix: /report --help/ },
  { args: [], what: /no command/i, fix: /sixty --help/ },
])("$args is bad usage", async ({ args, what, fix }) => {
  const cwd = folder();
  const plain = await sixty(cwd, args);
  expect(plain).toMatchObject({ code: 2, stdout: "" });
  expect(plain.stderr).toMatch(what);
  const { code, document, stderr } = await sixtyJson<ErrorDocument>(cwd, args);
  expect({ code, stderr }).toEqual({ code: 2, stderr: "" });
  expect(document).toMatchObject({ schema: "sixty.error/1", error: { code: "BAD_USAGE" } });
  expect(document.error.what).toMatch(what);
  expect(document.error.fix).toMatch(fix);
});

test("version", async () => {
  expect((await sixty(folder(), ["--version"])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});
