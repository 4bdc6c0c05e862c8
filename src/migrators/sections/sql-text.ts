/**
 * True for SQL that does nothing: comments, white space and semicolons. MySQL runs what stands in a comment that begins
 * with an exclamation mark.
 */
export function isCommentOnly(text: string): boolean {
  return /^[\s;]*$/.test(text.replaceAll(/--[^\n]*|\/\*(?!!)[\s\S]*?\*\/|^[\t ]*#[^\n]*/gm, ""));
}
