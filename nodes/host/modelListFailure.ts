import type { Failure, FailureKind } from '../api/failure';

/** Failures of a gateway that is there but has no list, or none that can be read. */
const ofLists: ReadonlySet<FailureKind> = new Set(['badRequest', 'malformed', 'notFound']);

const later = 'Open the list again in a minute.';
const byId =
	'If it stays so, set the Model field to By ID instead of From List, and enter the ID of the model.';

/**
 * Advice for whoever looks at an empty list, where that of the kind is about running items. Of the other kinds it is
 * about the credential, and no other way of choosing a model would help.
 */
const advices: { readonly [kind in FailureKind]?: string } = {
	quota: 'Top up the account at the gateway.',
	rateLimit: `The key sends more requests than it may. ${later}`,
	server: `This is on the side of the gateway. ${later} ${byId}`,
	timeout: `The gateway is slow, or has no list. ${later} ${byId}`,
};

/**
 * Whether a failure says that only the list of models is missing. A redirect is none: it says that the
 * Base URL is wrong.
 */
export function isNoList({ kind, status }: Failure): boolean {
	if (isRedirect(status)) return false;
	// Trouble that it tells under a good status is how it answers what it does not have.
	const isAnswer = kind === 'server' && status !== null && status < 300;
	return ofLists.has(kind) || isAnswer;
}

/** What is said above an empty list. */
export function explainListFailure(why: Failure): Failure {
	const advice = advices[why.kind];
	if (advice === undefined || isRedirect(why.status)) return why;
	return { ...why, message: `The models cannot be listed: ${why.message}`, description: advice };
}

function isRedirect(status: number | null): boolean {
	return status !== null && status >= 300 && status < 400;
}
