// The built-in datasets: every layout the program knows without being told. In: nothing. Out: Dataset values.
// Registers come before what is linked to them; importing a folder follows this order.
import type { Dataset } from '#shared/model/dataset.ts'
import { customsLineDataset } from './customsLine.ts'
import { educationDatasets } from './education.ts'
import { financialStatementDataset } from './financialStatement.ts'
import { populationDataset } from './population.ts'
import { taxpayerDataset } from './taxpayer.ts'
import { vatReturnDataset } from './vatReturn.ts'

export const builtInDatasets: Dataset[] = [
  ...educationDatasets,
  taxpayerDataset,
  vatReturnDataset,
  financialStatementDataset,
  customsLineDataset,
  populationDataset,
]

export const builtInDataset = (id: string): Dataset | undefined => builtInDatasets.find((d) => d.id === id)
