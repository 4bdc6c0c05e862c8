/** How a tool's users name their database, best first. */
export interface UrlConventions {
  readonly urlVariables: readonly string[];
  /**
   * By a variable that tells all commands of the tool, those that tell one command alone and that nothing in an image
   * outweighs.
   */
  readonly ofCommands?: Readonly<Record<string, readonly string[]>>;
}
