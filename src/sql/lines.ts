/**
 * Gives the line, from 1, of places in a text that come in their order. It counts from where it last was, so that a long
 * text is read only once.
 */
export function lineCounter(text: string): (place: number) => number {
  let line = 1;
  let seen = 0;
  return (place) => {
    for (let at = text.indexOf("\n", seen); at >= 0 && at < place; at = text.indexOf("\n", at + 1)) {
      line += 1;
      seen = at + 1;
    }
    return line;
  };
}
