import {
	defaultFirstByteTimeout,
	defaultMaxRateLimitWait,
	defaultRetryAndTimeouts,
} from '../../../nodes/api/limits';
import { largestAnswer, largestRefusal, largestWithFiles } from '../../../nodes/api/readers/largest';
import { leastOfSecret } from '../../../nodes/api/redact/disguises';
import { unlimitedAnswer } from '../../../nodes/api/usage/mostTokens';
import { maxTokensField } from '../../../nodes/fields/answer';
import { usualBatchSize } from '../../../nodes/fields/embedding';
import { connectLimit } from '../../../nodes/host/phase';
import { usualChunk as summaryChunk } from '../../../nodes/Aigc2d/resources/text/summarize/fields';
import { usualChunk as translationChunk } from '../../../nodes/Aigc2d/resources/text/translate/options';
import { allPages, page } from '../../support/docs/markdown';
import { isForUsers } from '../../support/docs/pageList';
import { source } from '../../support/docs/source';
import { installedVersions } from '../../support/docs/versions';

/** A number of a constant that is not exported. @param file from the project's folder */
function constant(file: string, name: string): number {
	const found = new RegExp(`const ${name} = ([\\d_]+)(?: \\* (minute|second))?;`).exec(source(file));
	if (found === null) throw new Error(`${file} has no constant ${name}`);
	return Number(found[1]?.replaceAll('_', '')) * ({ minute: 60_000, second: 1000 }[found[2] ?? ''] ?? 1);
}

const minutes = (file: string, name: string) => constant(file, name) / 60_000;
const seconds = (file: string, name: string) => constant(file, name) / 1000;
const grouped = (number: number) => number.toLocaleString('en-US');

const { maxAttempts, idleTimeout, totalTimeout } = defaultRetryAndTimeouts;
const lane = 'nodes/delivery/lane';
const largest = `one answer at most ${largestAnswer} MB, or ${largestWithFiles} MB where files may be in it`;

/** Sentences with numbers in them, as the code has them. */
const sentences: Array<[page: string, sentence: string]> = [
	['limits', `model: ${defaultMaxRateLimitWait} minutes, if you set nothing`],
	['limits', `after ${minutes('nodes/delivery/maxWait.ts', 'beforeFirstAnswer')} minutes in a run that has had no answer`],
	['limits', `Set to ${constant('nodes/fields/runLimits.ts', 'longestWait')}, a whole day`],
	['limits', `${maxAttempts} attempts in all`],
	[
		'limits',
		`up to ${minutes(`${lane}/trouble/outageEnd.ts`, 'longest')} minutes, or ${minutes(`${lane}/trouble/outageEnd.ts`, 'longestInDoubt')} before`,
	],
	['limits', `remembered for ${minutes('nodes/delivery/memo.ts', 'keepFor')} minutes`],
	['cost', `remembered for ${minutes('nodes/delivery/memo.ts', 'keepFor')} minutes`],
	['limits', `Making a connection has ${connectLimit / 1000} seconds`],
	['install', `no connection within ${connectLimit / 1000} seconds`],
	['limits', `**First Byte Timeout (Seconds)**: ${defaultFirstByteTimeout},`],
	['limits', `**Idle Timeout (Seconds)**: ${idleTimeout},`],
	['limits', `for ${constant('nodes/delivery/answerClocks.ts', 'contentSilence')} seconds without any content`],
	['limits', `**Total Timeout (Seconds)**: ${totalTimeout},`],
	['limits', `for ${seconds(`${lane}/firstAnswer.ts`, 'usualWait')} seconds at most`],
	['limits', `${grouped(unlimitedAnswer)} tokens are set aside`],
	['cost', `It starts at ${maxTokensField.property.default};`],
	['failures', `take ${constant('nodes/delivery/heldBytes.ts', 'mostTogether')} MB together`],
	['failures', largest],
	['failures', `Of a refusal ${largestRefusal} MB are read`],
	['operations', `its answer below ${largestAnswer} MB`],
	['operations', `asked again for about ${seconds('nodes/api/file/download.ts', 'storeDelay')} seconds`],
	['operations', `looks at it after ${seconds('nodes/Aigc2d/resources/task/follow.ts', 'firstPause')} seconds`],
	['operations', `every ${seconds('nodes/Aigc2d/resources/task/follow.ts', 'longestPause')} seconds at most`],
	['operations', `the first ${constant('nodes/api/answer/partial.ts', 'longestKept')} characters`],
	[
		'operations',
		`below about ${grouped(constant('nodes/api/embedding/batches.ts', 'mostTokens')).replace(',', ' ')} tokens`,
	],
	['install', `twelve characters of it in a row`],
	['install', `fewer than ${constant('nodes/api/redact/redactor.ts', 'shortestInAnswer')} characters`],
];

test.each(sentences)('docs/%s.md says "%s", as the code does', (name, sentence) => {
	expect(page(`docs/${name}.md`).text).toContain(sentence);
});

test('the numbers that stand in the tables of fields are those of the code', () => {
	const { text } = page('docs/operations.md');
	for (const number of [summaryChunk, translationChunk, usualBatchSize]) {
		expect(text).toContain(`\`${number}\``);
	}
	expect(leastOfSecret).toBe(12);
});

test('the versions of n8n on all pages are those that tests run', () => {
	const { newest, oldest } = installedVersions();
	const short = (version: string) => version.split('.').slice(0, 2).join('.');
	const right = [newest, short(newest), oldest, short(oldest), '2.16', '2'];
	const wrong = allPages()
		.filter(({ path }) => isForUsers(path))
		.flatMap(({ path, text }) =>
			[...text.matchAll(/n8n (\d+(?:\.\d+)*)|(?:tested with|works in|needs) (\d+(?:\.\d+)+)/g)].flatMap(
				([words, one, other]) => {
					const version = (one ?? other ?? '').replace(/\.$/, '');
					return version === '1' || right.includes(version) ? [] : [`${path}: ${words}`];
				},
			),
		);
	expect(wrong).toEqual([]);
	expect(page('README.md').text).toContain(`tested with ${newest}`);
	expect(page('README.md').text).toContain(`works in ${short(oldest)}`);
});
