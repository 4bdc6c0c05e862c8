/** What the URL of a database in a file says after its scheme. A relative path is of wherever the program runs. */
export interface FileUrl {
  readonly path: string;
  readonly query: string;
}

/**
 * Reads `path`, `/path`, `///path` and `//localhost/path`, with `?parameters` after it, as SQLite's own documentation
 * ("Uniform Resource Identifiers"), dbmate, Prisma and SQLAlchemy write it (there four slashes begin an absolute path).
 * A reason is a sentence.
 */
export function readFileUrl(rest: string): FileUrl | { readonly because: string } {
  const [, place = "", query = ""] = /^([^?#]*)(?:\?([^#]*))?/s.exec(rest) ?? [];
  if (place.includes(":memory:") || /(^|&)mode=memory(&|$)/.test(query))
    return { because: "it names a database in the memory of one process, which nobody else can open" };
  if (/^\/\/(?!localhost\/)[^/]/.test(place)) return { because: "it names a host, and a database in a file has none" };
  const path = place.replace(/^\/\/(?:localhost)?/, "").replace(/^\/+/, "/");
  return path === "" ? { because: "it names no file" } : { path, query };
}
