// Names of the random streams: two entities never share draws by accident. Never reused, never renumbered.
export const streams = {
  school: 1, schoolText: 2, schoolSize: 3, gradeCount: 4, pupil: 5, fate: 6, entrant: 7, teacher: 8, teacherLeaves: 9,
  enterprise: 20, enterpriseText: 21, person: 22, branch: 23, register: 24,
  vat: 30, vatFiling: 31, statement: 40,
  declaration: 50, line: 51, lineWeight: 52, stratum: 53,
} as const
