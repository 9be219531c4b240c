/**
 * What is mutated together, and the unit tests that have to notice. `test/unit` is a tree like `nodes/`: what decides in
 * a room is tried in the room of the same name.
 */
export const rooms = [
	'delivery',
	'api/readers',
	'api/refusal',
	'api/usage',
	'api/rateLimit',
	'api/answer',
	'api/chat',
];

/** Percent of the mutants of a room that its tests must notice. */
export const aim = 85;
