/** What is known of the schema besides the migrations that are judged. */
export interface SchemaSeen {
  /** The DDL of the live database, in an order that can be run; null where it could not be read. */
  readonly live: readonly string[] | null;
  /** The SQL of everything applied before, oldest first; null where some of it was not seen. */
  readonly earlier: readonly string[] | null;
}
