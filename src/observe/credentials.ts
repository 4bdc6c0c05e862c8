/** True for text with a URL, or a Go driver's DSN, that carries a password: such text is never repeated on screen. */
export function holdsCredentials(text: string): boolean {
  return [PASSWORD_BEFORE_HOST, PASSWORD_PARAMETER, PASSWORD_IN_DSN].some((form) => form.test(text));
}

/** A value as an error message may show it. */
export function shownValue(value: string): string {
  return holdsCredentials(value) ? "a URL with a password in it" : `"${value}"`;
}

const PASSWORD_BEFORE_HOST = /:\/\/[^\s/?#]*:\S*@/;
const PASSWORD_PARAMETER = /:\/\/\S*[?&](?:password|passwd|pwd)=/i;

/** `user:password@tcp(host:3306)/name`, as Go's MySQL driver takes it. */
const PASSWORD_IN_DSN = /:\S*@(?:tcp|unix)\(/;
