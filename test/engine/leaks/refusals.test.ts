import type { Canary } from '../../support/leaks/canary';
import { hunt } from '../../support/leaks/hunt';
import { refusals } from '../../support/leaks/refusals';
import { scenes } from '../../support/leaks/scenes';
import { leftBy, ways, type Way } from '../../support/leaks/ways';
import { howMany } from '../../support/howMany';

jest.setTimeout(1_800_000);

const once = scenes.filter(
	({ operation }, at) => scenes.findIndex((scene) => scene.operation === operation) === at,
);

test.each(once.map((scene, number) => ({ ...scene, number })))(
	'whatever a gateway says when it fails, $operation shows no secret',
	async (scene) => {
		const { number, operation } = scene;
		const every = operation === 'chat.complete' ? 1 : howMany(9, 1);
		const trials = refusals
			.filter((_refusal, at) => at % every === number % every)
			.map(({ name, saying }) => ({
				name: `${operation}, ${name}`,
				run: async (words: string, canary: Canary, way: Way) =>
					await leftBy(scene, saying(words), canary, way),
			}));
		await hunt(`failures of ${operation}`, trials, ways);
	},
);
