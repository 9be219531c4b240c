import { groups, notTried, type FaultCase } from '../case';

const group = groups.N;

const inSoak =
	'not here, but in the real n8n: npm run test:soak, and docs/soak.md has what came of it';
const noCallback =
	'the node has no address of its own to be called back at: Callback URL names one of n8n (Wait, Webhook), which judges what it gets. npm run test:n8n has a picture that is called back about, with n8n killed meanwhile';

/** What is tried elsewhere, and what cannot be. */
export const elsewhere: readonly FaultCase[] = [
	{ group, fault: '100,000 items', outcome: notTried(inSoak) },
	{ group, fault: 'The worker is killed in the middle of a run', outcome: notTried(inSoak) },
	...[
		'twice',
		'late',
		'before the wait is stored',
		'for another task',
		'with a forged signature',
		'again (replay)',
		'with a huge body',
		'as a GET',
	].map(
		(form): FaultCase => ({
			group,
			fault: 'A callback comes',
			form,
			outcome: notTried(noCallback),
		}),
	),
];
