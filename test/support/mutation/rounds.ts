import { howMany } from '../howMany';

// eslint-disable-next-line @n8n/community-nodes/no-restricted-globals -- how `npm run test:wire` speaks to its tests
const { WIRE_ROUNDS, WIRE_SEED } = process.env;

/** Rounds on the readers. */
export const readerRounds = Number(WIRE_ROUNDS ?? howMany(800, 10_000));
/** Rounds through the engine; each takes as long as thirty on the readers. */
export const engineRounds = Math.ceil(readerRounds * 0.03);
/** Number of the first round: the same number makes the same changes. */
export const seed = Number(WIRE_SEED ?? 12);
