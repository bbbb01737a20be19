// Components of the association graph

export {
  type AssociationComponents,
  associationComponents,
  type ComponentSizeCounts,
  componentSizeCounts,
} from "./components.js";

// Growth and percolation

export { type AssociationGrowth, associationGrowth, binomialAverage } from "./percolation.js";
