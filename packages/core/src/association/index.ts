// Components of the association graph

export {
  type AssociationComponents,
  associationComponents,
  type ComponentSizeCounts,
  componentSizeCounts,
} from "./components.js";

// Growth and percolation

export { type AssociationGrowth, associationGrowth, binomialAverage } from "./percolation.js";

// Edges, with the number of texts that make them

export { type AssociationRow, associationRows } from "./weights.js";
