/** A script of a package.json: what `npm run NAME` runs. Credentials in it are hidden. */
export interface PackageScript {
  readonly name: string;
  readonly text: string;
}
