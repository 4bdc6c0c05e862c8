export type Progress =
  | { readonly kind: "doing"; readonly text: string }
  | { readonly kind: "done"; readonly text: string }
  | { readonly kind: "warning"; readonly text: string }
  | { readonly kind: "log"; readonly from: string; readonly line: string };
