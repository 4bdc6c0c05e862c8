/** Options by name, in a form that can be compared. */
export function optionsText(options: ReadonlyMap<string, string>): string {
  return JSON.stringify([...options].map(String).toSorted());
}
