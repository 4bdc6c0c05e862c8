/** What a look into an image found of the files by which it may be started, and of those that they name. */
export interface StartFiles {
  /** The working directory. */
  readonly directory: string;
  readonly files: readonly StartFile[];
}

export interface StartFile {
  /** As it is written where it is named. */
  readonly word: string;
  /** Where it was found: at that path, or, for a bare name, where the shell or a script of package.json looks. */
  readonly by: "path" | "PATH" | "node_modules";
  readonly path: string;
  readonly holds: FileContent;
}

export type FileContent =
  /** A shell script, or package.json, without the values of variables that a line only sets. It may hold credentials. */
  | { readonly kind: "text"; readonly text: string }
  /** Nothing but variables being set, of which no text is kept. */
  | { readonly kind: "variables" }
  | { readonly kind: "program" }
  | { readonly kind: "unread"; readonly because: string };
