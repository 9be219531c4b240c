import type { TextDifference } from './difference';

/** Where we cut a stream into events otherwise than the standard. */
export const inText: readonly TextDifference[] = [
	{
		name: 'the last event has no blank line behind it',
		reason: 'gateways leave it out; half of an event is no whole JSON, so nothing cut passes',
		standard: (text) => `${text}\n\n`,
	},
	{
		name: 'a field `error`',
		reason: 'llama.cpp tells its failures so; the standard has no such field',
		standard: (text) =>
			perLine(text, (line) => {
				const [, value] = /^error(?:: ?(.*))?$/s.exec(line) ?? [];
				return /^error(:|$)/.test(line) ? ['event: error', `data: ${value ?? ''}`] : [line];
			}),
	},
	{
		name: 'JSON without a field',
		reason: 'gateways send the chunk of a failure, and some all chunks, as bare lines',
		standard(text) {
			let isBare = false;
			return perLine(text, (line) => {
				if (line === '') isBare = false;
				const isField = /^(data|event|error|id|retry)?(:|$)/.test(line);
				isBare ||= !isField && /^\s*[{[]/.test(line);
				return isBare && !isField ? [`data: ${line}`] : [line];
			});
		},
	},
];

/** The text with other lines in the place of each. */
function perLine(text: string, change: (line: string) => string[]): string {
	return text
		.split(/\r\n|\r|\n/)
		.flatMap(change)
		.join('\n');
}
