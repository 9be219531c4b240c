import type { Canary } from '../../support/leaks/canary';
import { hunt } from '../../support/leaks/hunt';
import { refusals } from '../../support/leaks/refusals';
import { scenes } from '../../support/leaks/scenes';
import { leftBy, ways, type Way } from '../../support/leaks/ways';
import { howMany } from '../../support/howMany';

jest.setTimeout(1_800_000);

// Most of what fails is read in one place: `npm test` takes some of the operations.
const once = scenes
	.filter(({ operation }, at) => scenes.findIndex((scene) => scene.operation === operation) === at)
	.filter((_scene, at) => at % howMany(4, 1) === 0);

test.each(once)(
	'whatever a gateway says when it fails, $operation shows no secret',
	async (scene) => {
		const { operation } = scene;
		const trials = refusals.map(({ name, saying }) => ({
			name: `${operation}, ${name}`,
			run: async (words: string, canary: Canary, way: Way) =>
				await leftBy(scene, saying(words), canary, way),
		}));
		const most = operation === 'chat.complete' ? 40 : 8;
		const { shown } = await hunt(`failures of ${operation}`, trials, ways, most);
		expect(howMany(1, shown)).toBeGreaterThan(0);
	},
);
