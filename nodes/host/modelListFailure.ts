import type { Failure, FailureKind } from '../api/failure';

/** Failures of a gateway that is there but has no list, or none that can be read. */
const ofLists: ReadonlySet<FailureKind> = new Set([
	'badRequest',
	'malformed',
	'notFound',
	'server',
	'timeout',
]);

/** Codes of a connection that was made and then cut. */
const cut = /^(ECONNRESET|EPIPE|ERR_STREAM_PREMATURE_CLOSE)$/;

/** Failures whose own advice is about the credential: no other way of choosing a model would help. */
const ofCredentials: ReadonlySet<FailureKind> = new Set(['auth', 'input', 'network']);

/**
 * Whether a failure says that only the list of models is missing. A redirect is none: it says that the
 * Base URL is wrong.
 */
export function isNoList({ kind, status, code }: Failure): boolean {
	if (status !== null && status >= 300 && status < 400) return false;
	return ofLists.has(kind) || (kind === 'network' && cut.test(code ?? ''));
}

/** What is said above an empty list. */
export function explainListFailure(why: Failure): Failure {
	if (ofCredentials.has(why.kind)) return why;
	return {
		...why,
		message: `There is no list of models: ${why.message}`,
		description: `${why.description} Or set the Model field to By ID instead of From List, and enter the ID of the model.`,
	};
}
