/** How a tool's users name their database, best first. */
export interface UrlConventions {
  readonly urlVariables: readonly string[];
}
