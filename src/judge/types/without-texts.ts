/** An expression with nothing in its texts, so that no word or sign in one is taken for its own. */
export function withoutTexts(expression: string): string {
  return expression.replaceAll(TEXT, "''");
}

const TEXT = /'(?:[^']|'')*'/g;
