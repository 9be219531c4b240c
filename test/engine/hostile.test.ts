import { attacks } from '../hostile/attacks';
import { isOn, type Attack } from '../hostile/attack';
import { judge } from '../hostile/judge';
import { routes, type Route } from '../hostile/routes';
import { runAttack } from '../hostile/run';
import { addressOf, startHostile, type HostileGateway } from '../hostile/server';

/** `npm run test:hostile` tries all of them, on every route, 64 times at once; these take no time. */
const short: ReadonlyArray<[name: RegExp, ...routes: string[]]> = [
	[/^a header of 1 MB/, 'chat'],
	[/^10,000 headers/, 'pictureFile'],
	[/^no HTTP at all/, 'claude'],
	[/^headers named __proto__/, 'chat', 'request'],
	[/^a content-length that is too large, then the end/, 'chat', 'image'],
	[/^gzip that is none/, 'chat', 'chatStream'],
	[/^(lists|objects), 100,000 deep/, 'chat', 'claude', 'task', 'request'],
	[/^brackets, 100,000 deep/, 'embeddings'],
	[/^words of a refusal with JSON/, 'chat'],
	[/, 100,000 deep$/, 'extract'],
	[/^(__proto__|constructor)/, 'chat', 'chatStream', 'claude', 'extract', 'request', 'models'],
	[/^a number of a million digits/, 'chat', 'embeddings'],
	[/^redirects without end \(307\)/, 'chat', 'pictureFile'],
	[/^redirects with a body without end/, 'chat'],
	[/^a redirect to/, 'chat', 'pictureFile'],
	[/^a redirect of 100,000/, 'submission'],
];

const cases = attacks.flatMap((attack, number) =>
	routes
		.filter((route) => isOn(attack, route))
		.filter(({ name }) =>
			short.some(([words, ...on]) => words.test(attack.name) && on.includes(name)),
		)
		.map((route): [string, Attack, number, Route] => [
			`${attack.name}, ${route.name}`,
			attack,
			number,
			route,
		]),
);

let gateway: HostileGateway;
beforeAll(async () => (gateway = await startHostile(attacks)));
afterAll(() => gateway.close());

test.each(cases)(
	'%s: the hostile items fail with a sentence, the others come out',
	async (...one) => {
		const [, attack, number, route] = one;
		const url = addressOf(gateway.port, number, route.name);
		const results = await runAttack(attack, route, url, { hostile: 2, good: 1 });
		expect(judge(attack, route, results)).toEqual([]);
		expect(results).toHaveLength(route.isUnmarked ? 2 : 3);
	},
);

test('nobody is asked to whom a hostile gateway points', () => {
	expect(gateway.hits()).toBe(0);
});
