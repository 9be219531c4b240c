import { failure, type Failure, type FailureKind } from '../../../../nodes/api/failure';
import { asksNext } from '../../../../nodes/api/fallback/reasons';

const usual = { retryTimeouts: false };
const kinds = (yes: boolean, ...names: FailureKind[]) => names.map((kind) => [kind, yes] as const);

test.each([
	...kinds(true, 'notFound', 'rateLimit', 'contentFilter', 'server', 'network', 'malformed'),
	...kinds(false, 'input', 'auth', 'quota', 'badRequest', 'truncated', 'invalidOutput'),
	...kinds(false, 'budget', 'timeout', 'cancelled'),
])('after a failure of the kind %s another model is asked: %p', (kind, yes) => {
	expect(asksNext(failure(kind), usual)).toBe(yes);
});

test.each<[string, Failure, boolean]>([
	['504 of the gateway', failure('timeout', { status: 504 }), true],
	['our own clock', failure('timeout'), false],
])('a timeout by %s', (_what, why, yes) => {
	expect(asksNext(why, usual)).toBe(yes);
	expect(asksNext(why, { retryTimeouts: true })).toBe(true);
});

test('an answer that came whole and was not understood is not bought of another model', () => {
	expect(asksNext(failure('malformed', { retryable: false }), usual)).toBe(false);
});

test.each(['local', 'connecting'] as const)(
	'a gateway that cannot be reached (%s) has no other model either',
	(phase) => {
		expect(asksNext(failure('network', { phase }), usual)).toBe(false);
	},
);

test('what was seen of a quota counts more than its words', () => {
	const ofAll = failure('quota', { message: 'Your account balance is 0' });
	expect(asksNext({ ...ofAll, isOfModel: true }, usual)).toBe(true);
	const ofOne = failure('quota', { message: 'The quota for this model is used up' });
	expect(asksNext(ofOne, usual)).toBe(true);
});
