/** A schema as statements that build it anew, without rows, in an empty database of the same product. */
export interface SchemaDdl {
  /** In an order in which they run one by one; each without a `;` at its end. */
  readonly statements: readonly string[];
  /** Roles that the statements name but do not make. */
  readonly roles: readonly string[];
  /** What is there and not among the statements, each as a kind and a name: `aggregate shop.median(integer)`. */
  readonly leftOut: readonly string[];
}
