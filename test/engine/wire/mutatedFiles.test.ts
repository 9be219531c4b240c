import { outcomeFaults } from '../../support/mutation/files/outcome';
import { sceneOf, type Scene } from '../../support/mutation/files/scenes';
import { inWords } from '../../support/mutation/judge';
import { engineRounds, seed } from '../../support/mutation/rounds';
import type { Outcome } from '../../support/conversation/case';
import { runTogether } from '../../support/conversation/run';
import { failOnUnheardRejections } from '../../support/unheard';
import { pooled } from '../../support/wire/pool';
import { isChosen } from '../../support/wire/report';
import { testEach } from '../../support/wire/suite';

jest.mock('../../../nodes/host/clock', () =>
	jest.requireActual('../../support/conversation/clock'),
);

/** Runs at the same time: most of them wait for their tasks. */
const atOnce = 32;
/** Longest list of faults that is shown of a route. */
const mostShown = 5;

const names = ['submissions', 'tasks', 'get task', 'pictures', 'files', 'sounds', 'transcripts'];
const rows = names.map((name, position) => ({
	nr: `XT.${position + 1}`,
	title: `changed at random: ${name}`,
}));
const isAsked = rows.some(({ nr }) => isChosen(nr));
const scenes = Array.from({ length: isAsked ? engineRounds : 0 }, (_, position) =>
	sceneOf(seed + position),
);
const outcomes = new Map<Scene, Promise<Outcome>>();

failOnUnheardRejections();

beforeAll(() => {
	const run = async ({ conversation }: Scene) => (await runTogether([conversation]))[0] as Outcome;
	pooled(scenes, atOnce, run).forEach((outcome, position) => {
		outcomes.set(scenes[position] as Scene, outcome);
	});
});

testEach(rows, async ({ title }) => {
	const own = scenes.filter(({ route }) => title.endsWith(`: ${route}`));
	let requests = 0;
	let successes = 0;
	const mismatches: string[] = [];
	for (const scene of own) {
		const outcome = await (outcomes.get(scene) as Promise<Outcome>);
		requests += outcome.requests.length;
		if (outcome.output === 'success') successes++;
		const wrong = outcomeFaults(scene, outcome);
		if (wrong.length > 0) mismatches.push(inWords(scene.at, { faults: wrong, sent: scene.answer }));
	}
	return {
		requests,
		outcome: `${own.length} answers, ${successes} good`,
		mismatches: mismatches.slice(0, mostShown),
	};
});
