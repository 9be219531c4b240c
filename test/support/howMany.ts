// eslint-disable-next-line @n8n/community-nodes/no-restricted-globals -- how `npm run fuzz` speaks to its tests
const isWhole = process.env.FUZZ === 'whole';

/** How many cases a test makes up: some under `npm test`, all under `npm run fuzz`. */
export function howMany(some: number, all: number): number {
	return isWhole ? all : some;
}
