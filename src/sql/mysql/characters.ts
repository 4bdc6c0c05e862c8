// Character classes of MySQL's lexer (its manual, "Schema Object Names" and "Comments").

export function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Letters, digits, `$`, `_` and all from U+0080 to U+FFFF, but for the two marks of a file that was read wrongly. */
export function isNamePart(code: number): boolean {
  if (code >= 128) return code !== REPLACEMENT && code !== BYTE_ORDER_MARK;
  return isLetter(code) || isDigit(code) || code === 36 || code === 95;
}

export function isHexDigit(code: number): boolean {
  return isDigit(code) || (code >= 65 && code <= 70) || (code >= 97 && code <= 102);
}

/** What decoding leaves in place of bytes that are no UTF-8. */
export const REPLACEMENT = 0xff_fd;

export const BYTE_ORDER_MARK = 0xfe_ff;

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}
