/** True for text with a URL that carries a password: such text is never repeated on screen. */
export function holdsCredentials(text: string): boolean {
  return PASSWORD_BEFORE_HOST.test(text) || PASSWORD_PARAMETER.test(text);
}

/** A value as an error message may show it. */
export function shownValue(value: string): string {
  return holdsCredentials(value) ? "a URL with a password in it" : `"${value}"`;
}

const PASSWORD_BEFORE_HOST = /:\/\/[^\s/?#]*:\S*@/;
const PASSWORD_PARAMETER = /:\/\/\S*[?&](?:password|passwd|pwd)=/i;
