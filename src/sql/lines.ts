/**
 * Gives the line, from 1, of places in a text that come in their order. It counts from where it last was, so that a long
 * text is read only once.
 */
export function lineCounter(text: string): (place: number) => number {
  let line = 1;
  let next = text.indexOf("\n");
  return (place) => {
    while (next >= 0 && next < place) {
      line += 1;
      next = text.indexOf("\n", next + 1);
    }
    return line;
  };
}
