import type { RowLine } from "@onset/core/sweep";
import type { ProjectFile } from "../../project/keys.js";
import type { AssociateLawReport } from "../associate/command.js";
import type { AssociateReport } from "../associate/corpus-report.js";
import type { BudgetReport } from "../budget/command.js";
import type { CheckReport } from "../check/command.js";
import type { ClassesReport } from "../classes/json.js";
import type { Mapping } from "../clean/mapping.js";
import type { CleanReport, UndoReport } from "../clean/report.js";
import type { CompressReport } from "../compress/command.js";
import type { DiffReport } from "../diff/json.js";
import type { EvolveReport } from "../evolve/json.js";
import type { ExamplesReport } from "../examples/command.js";
import type { FinetuneReport } from "../finetune/command.js";
import type { FitReport } from "../fit/command.js";
import type { ForecastReport } from "../forecast/json.js";
import type { ModelReport } from "../inspect/model.js";
import type { PackReport } from "../inspect/pack.js";
import type { LabReport } from "../lab/command.js";
import type { DeckReport } from "../label/deck.js";
import type { AlreadyLabelledReport, LabelFile, LabelReport } from "../label/json.js";
import type { ReviewReport } from "../label/review.js";
import type { ScoreReport } from "../label/score.js";
import type { LearnReport } from "../learn/json.js";
import type { RemoteLearnReport } from "../learn/remote.js";
import type { SkillRow, TextRow } from "../learn/tables.js";
import type { LevelsReport } from "../levels/command.js";
import type { NextReport } from "../next/json.js";
import type { ReadingPlanReport } from "../order/by-file.js";
import type { OrderReport } from "../order/json.js";
import type { AllFigures, FigureList, FigureReport } from "../reproduce/command.js";
import type { CodeReport } from "../simulate/code.js";
import type { SimulateReport } from "../simulate/json.js";
import type { SweepReport } from "../sweep/json.js";
import type { ThresholdReport } from "../threshold/json.js";
import type { TrainReport } from "../train/report.js";
import type { ReceivedText, TransmitReport } from "../transmit/command.js";
import type { UnlockReport } from "../unlock/json.js";
import type { WhyReport } from "../why/json.js";

/**
 * Every document that the command prints or writes for other programs, by the name of its schema. `scripts/schemas.mjs`
 * makes a JSON Schema of each from these types; `npm run schemas` does it after a change, and a test compares.
 */
export type Documents = {
  /** What `onset learn --json` prints. */
  readonly learn: LearnReport;
  /** What `onset learn --engine spark --json` prints when learning ended in the cluster. */
  readonly "learn-remote": RemoteLearnReport;
  /** What `onset next --json` prints. */
  readonly next: NextReport;
  /** What `onset why --json` prints. */
  readonly why: WhyReport;
  /** What `onset unlock --json` prints. */
  readonly unlock: UnlockReport;
  /** What `onset order --json` prints, of texts or of files. */
  readonly order: OrderReport | ReadingPlanReport;
  /** What `onset forecast --json` prints. */
  readonly forecast: ForecastReport;
  /** What `onset label --json` prints. */
  readonly label: LabelReport | AlreadyLabelledReport;
  /** What `onset label deck --json` prints. */
  readonly "label-deck": DeckReport;
  /** What `onset label review --json` prints. */
  readonly "label-review": ReviewReport;
  /** What `onset label score --json` prints. */
  readonly "label-score": ScoreReport;
  /** What `onset clean --json` prints. */
  readonly clean: CleanReport | UndoReport;
  /** What `onset diff --json` prints. */
  readonly diff: DiffReport;
  /** What `onset check --json` prints. */
  readonly check: CheckReport;
  /** What `onset threshold --json` prints. */
  readonly threshold: ThresholdReport;
  /** What `onset evolve --json` prints. */
  readonly evolve: EvolveReport;
  /** What `onset classes --json` prints. */
  readonly classes: ClassesReport;
  /** What `onset budget --json` prints. */
  readonly budget: BudgetReport;
  /** What `onset levels --json` prints. */
  readonly levels: LevelsReport;
  /** What `onset fit --json` prints. */
  readonly fit: FitReport;
  /** What `onset simulate --json` prints. */
  readonly simulate: SimulateReport | CodeReport;
  /** What `onset sweep --json` prints. */
  readonly sweep: SweepReport;
  /** What `onset finetune --json` prints. */
  readonly finetune: FinetuneReport;
  /** What `onset associate --json` prints, of a corpus or of a law. */
  readonly associate: AssociateReport | AssociateLawReport;
  /** What `onset train --json` prints. */
  readonly train: TrainReport;
  /** What `onset compress --json` prints. */
  readonly compress: CompressReport;
  /** What `onset inspect --json` prints, of a model or of a pack. */
  readonly inspect: ModelReport | PackReport;
  /** What `onset transmit --json` prints. */
  readonly transmit: TransmitReport;
  /** What `onset reproduce --json` prints, and the JSON file of each figure. */
  readonly reproduce: FigureReport | AllFigures | FigureList;
  /** What `onset examples --json` prints. */
  readonly examples: ExamplesReport;
  /** What `onset lab --json` prints. */
  readonly lab: LabReport;
  /** The file `label.json` of `onset label --out`. */
  readonly "label-recipe": LabelFile;
  /** The file `mapping.json` of `onset clean --out`. */
  readonly mapping: Mapping;
  /** The project file, `onset.json`, in the folder of a corpus or above it. */
  readonly project: ProjectFile;
  /** A row of `skills.csv` of `onset learn --out`, its columns as fields; null stands for an empty cell. */
  readonly "skills-row": SkillRow;
  /** A row of `texts.csv` of `onset learn --out`, its columns as fields. */
  readonly "texts-row": TextRow;
  /** A line of the file of `onset transmit --output`. */
  readonly "received-line": ReceivedText;
  /** A line of the file of rows of `onset sweep --out`. */
  readonly "sweep-line": RowLine;
};
