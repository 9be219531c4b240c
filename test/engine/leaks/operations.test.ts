import type { Canary } from '../../support/leaks/canary';
import { hunt } from '../../support/leaks/hunt';
import { placesIn } from '../../support/leaks/places';
import { gatewayFor, scenes } from '../../support/leaks/scenes';
import { leftBy, ways, type Way } from '../../support/leaks/ways';
import { howMany } from '../../support/howMany';
import { resources } from '../../../nodes/Aigc2d/resources';

jest.setTimeout(1_800_000);

test('every operation of the node is among those that are tried', () => {
	const tried = new Set(scenes.map(({ operation }) => operation));
	const all = resources.flatMap(({ value, operations }) =>
		operations.map((operation) => `${value}.${operation.value}`),
	);
	expect([...tried].sort()).toEqual(all.sort());
});

test.each(scenes.map((scene, number) => ({ ...scene, number })))(
	'whatever a good answer says where, $operation shows no secret (answer $number)',
	async (scene) => {
		const trials = placesIn(scene.good).map(({ where, saying }) => ({
			name: `${scene.operation} ${where}`,
			run: async (words: string, canary: Canary, way: Way) =>
				await leftBy(scene, gatewayFor(scene, saying(words)), canary, way),
		}));
		const { shown } = await hunt(`answers of ${scene.operation}`, trials, ways, 24);
		expect(howMany(1, shown)).toBeGreaterThan(0);
	},
);
