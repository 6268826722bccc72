import { type Look, signs } from "../look.ts";
import { clean } from "./clean.ts";
import { type Paint, paint } from "./paint.ts";
import { truncateMiddle } from "./truncate.ts";
import { pad, width } from "./width.ts";

export interface Column<Row> {
  readonly title: string;
  readonly align: "left" | "right";
  readonly cell: (row: Row) => string;
  readonly paint?: (row: Row) => Paint;
  /** Gives way, from the middle, when the line is too long. One column at most. */
  readonly flexible?: boolean;
  /** Left out when the line is too long; the highest goes first. Never without it. */
  readonly dispensable?: number;
}

const GAP = "  ";
/** Below this a column goes before the name is cut further: names of packages share a scope and a stem. */
const LEAST_FLEXIBLE = 28;

/** Lines of a table with its heading, none longer than the look allows while something can give way. */
export function table<Row>(columns: readonly Column<Row>[], rows: readonly Row[], look: Look): string[] {
  const all = columns.map((column) => measured(column, rows));
  const kept = fitting(all, look.columns);
  const spare = look.columns - total(kept);
  const sized = kept.map((column) =>
    column.flexible
      ? {
          ...column,
          cells: Math.max(Math.min(column.cells, LEAST_FLEXIBLE), column.cells + Math.min(0, spare)),
        }
      : column,
  );
  const { dim } = paint(look);
  const line = (paints: readonly Paint[], texts: readonly string[]) =>
    sized
      .map((column, index) => painted(fitted(texts[index]!, column, look), paints[index]!))
      .join(GAP)
      .trimEnd();
  const heading = sized.map(({ title }) => title);
  return [
    line(
      sized.map(() => dim),
      heading,
    ),
    ...rows.map((row, index) =>
      line(
        sized.map((column) => column.paint?.(row) ?? plain),
        sized.map(({ texts }) => texts[index]!),
      ),
    ),
  ];
}

interface Measured<Row> extends Column<Row> {
  readonly texts: readonly string[];
  readonly cells: number;
}

function measured<Row>(column: Column<Row>, rows: readonly Row[]): Measured<Row> {
  const texts = rows.map((row) => clean(column.cell(row)));
  return {
    ...column,
    texts,
    cells: [column.title, ...texts].reduce((most, text) => Math.max(most, width(text)), 0),
  };
}

function fitting<Row>(columns: readonly Measured<Row>[], cells: number): readonly Measured<Row>[] {
  const least = columns.map((one) =>
    one.flexible ? { ...one, cells: Math.min(one.cells, LEAST_FLEXIBLE) } : one,
  );
  if (total(least) <= cells) return columns;
  const [first] = columns
    .filter(({ dispensable }) => dispensable !== undefined)
    .sort((a, b) => b.dispensable! - a.dispensable!);
  return first
    ? fitting(
        columns.filter((column) => column !== first),
        cells,
      )
    : columns;
}

function total(columns: readonly { readonly cells: number }[]): number {
  return columns.reduce((sum, { cells }) => sum + cells, 0) + GAP.length * (columns.length - 1);
}

function fitted<Row>(text: string, column: Measured<Row>, look: Look): string {
  return pad(truncateMiddle(text, column.cells, signs(look).ellipsis), column.cells, column.align);
}

/** What fills a cell up stays bare, so that a line can be cut where its text ends. */
function painted(cell: string, paintIt: Paint): string {
  const text = cell.trimEnd();
  return text === "" ? cell : paintIt(text) + cell.slice(text.length);
}

function plain(text: string): string {
  return text;
}
