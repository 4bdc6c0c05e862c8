export interface Question {
  readonly text: string;
  /** Only exactly this word consents. */
  readonly expects: string;
}
