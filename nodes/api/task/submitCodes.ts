import { defined } from '../defined';
import { failure, type Failure, type FailureKind } from '../failure';
import { isObject, type JsonObject, textOf } from '../json';
import { headFacts } from '../readers/head';
import type { ResponseHead } from '../readers/reader';
import { readImpliedError } from '../refusal/refusal';
import { saysTaskUnknown } from './unknownTask';

/** Codes of midjourney-proxy for a refusal, under status 200; what a kind of words tells more exactly counts first. */
const refusals: { readonly [code: string]: FailureKind } = {
	'3': 'notFound',
	'4': 'badRequest',
	'9': 'server',
	'23': 'rateLimit',
	'24': 'contentFilter',
};
/** Kinds that words tell better than these codes. */
const kindsFromWords: readonly FailureKind[] = [
	'quota',
	'contentFilter',
	'auth',
	'rateLimit',
	'badRequest',
];
/** Code 3 stands for a task that is gone, and for no account of Midjourney that is free. */
const ofAccounts = /\b(accounts?|instances?)\b|账号|账户|实例/i;

/** Codes under which a task was taken on: AIGC2D's, then midjourney-proxy's (done, exists or asks, queued). */
const accepted = /^(0|1|21|22|20[0-2]|success|ok|succeeded)$/i;

/** Whether a code says that the task was taken on. */
export function isAccepted(code: string | null): boolean {
	return code !== null && accepted.test(code);
}

/** The failure that the code of a submission stands for; undefined when it is none of these codes. */
export function refusedByCode(body: JsonObject, head: ResponseHead): Failure | undefined {
	const code = textOf(body.code);
	const byCode = refusals[code ?? ''];
	if (byCode === undefined) return undefined;
	const said = readImpliedError(head, body);
	const message = said && said.message + bannedWordNote(body);
	return failure(kindOf(byCode, said), { ...headFacts(head), code, ...defined({ message }) });
}

function kindOf(byCode: FailureKind, said: Failure | undefined): FailureKind {
	if (said === undefined || byCode === 'contentFilter' || byCode === 'rateLimit') return byCode;
	if (saysTaskUnknown(said.message)) return 'notFound';
	if (kindsFromWords.includes(said.kind)) return said.kind;
	return byCode === 'notFound' && ofAccounts.test(said.message) ? 'server' : byCode;
}

/** midjourney-proxy names the word that it does not allow. */
function bannedWordNote({ properties }: JsonObject): string {
	const word = isObject(properties) ? textOf(properties.bannedWord) : null;
	return word === null ? '' : ` (${word})`;
}
