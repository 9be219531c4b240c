/**
 * POST /v1/audio/transcriptions and /v1/audio/translations: read the text that the speech route wrote into its
 * files. They hear nothing.
 */
import { invalidField } from '../errors.mjs';
import { readChoice, readRequiredText, refuseOthers } from '../members.mjs';
import { readNumber } from '../numbers.mjs';
import { translate } from '../rules/translator.mjs';
import { segmentsOf, srtOf, vttOf, wordsOf } from './transcript.mjs';
import { readWav } from './wav.mjs';

const common = ['model', 'prompt', 'response_format', 'temperature'];
/** What differs between the routes, by the `task` of their answers. */
const tasks = {
	transcribe: {
		use: 'transcriptions',
		known: [...common, 'language', 'chunking_strategy'],
		isTimed: true,
		write: (text) => text,
		languageOf: ({ language }) => language ?? 'unknown',
	},
	translate: {
		use: 'translations',
		known: common,
		isTimed: false,
		write: (text) => translate({ instructions: 'into English', text }),
		languageOf: () => 'english',
	},
};
const unsupported = { stream: 'it gives whole transcripts', include: 'it knows no probabilities' };
const formats = ['json', 'text', 'srt', 'verbose_json', 'vtt'];

/** Points for a minute: made up for the demo. */
const price = 5;

/**
 * @param {import('../routes.mjs').Means} means
 * @param {keyof typeof tasks} task
 * @returns {import('../server.mjs').Handler}
 */
export function transcriptionRoute({ credit, models, begin }, task) {
	const { use, known, isTimed, write, languageOf } = tasks[task];
	return async ({ form, signal, json, content }) => {
		const { texts, lists, files } = await form();
		refuseOthers(texts, known, unsupported);
		const model = readRequiredText(texts, 'model');
		const format = readChoice(texts, 'response_format', formats, 'json');
		const temperature =
			texts.temperature === undefined ? {} : { temperature: Number(texts.temperature) };
		readNumber(temperature, 'temperature', 0, { min: 0, max: 1 });
		const granularities = readGranularities(lists, format, isTimed);
		const { seconds, text: said } = readSound(files);
		models.check(model, use);
		await begin(signal);

		credit.take((seconds / 60) * price);
		const text = write(said);
		const segments = segmentsOf(text, seconds);
		const usage = { type: 'duration', seconds: Math.ceil(seconds) };
		if (format === 'json') json({ text, usage });
		else if (format === 'text') content('text/plain; charset=utf-8', `${text}\n`);
		else if (format === 'srt') content('text/plain; charset=utf-8', srtOf(segments));
		else if (format === 'vtt') content('text/plain; charset=utf-8', vttOf(segments));
		else
			json({
				task,
				language: languageOf(texts),
				duration: seconds,
				text,
				...(granularities.includes('word') && { words: wordsOf(text, seconds) }),
				...(granularities.includes('segment') && { segments }),
				usage,
			});
	};
}

/** @param {Record<string, string[]>} lists @param {string} format @param {boolean} isTimed @returns {string[]} */
function readGranularities(lists, format, isTimed) {
	const { timestamp_granularities: sent, ...others } = lists;
	const [other] = Object.keys(isTimed ? others : lists);
	if (other)
		throw invalidField(`${other}[]`, `Unknown parameter: '${other}[]'.`, 'unknown_parameter');
	if (sent === undefined) return ['segment'];
	const name = 'timestamp_granularities';
	for (const each of sent) readChoice({ [name]: each }, name, ['word', 'segment'], 'segment');
	if (format !== 'verbose_json')
		throw invalidField(name, `'${name}' needs 'response_format' 'verbose_json'.`);
	return sent;
}

/** @param {import('../requestBody.mjs').Form['files']} files @returns {{ seconds: number, text: string }} */
function readSound(files) {
	const sounds = files.filter(({ name }) => name === 'file');
	if (sounds.length !== 1)
		throw invalidField('file', "Invalid 'file': expected one file.", 'missing_required_parameter');
	const wav = readWav(sounds[0].file.bytes);
	if (!wav)
		throw invalidField(
			'file',
			"Invalid 'file': this gateway reads WAV files only. Use a real gateway for others.",
			'invalid_audio',
		);
	const { seconds, comment } = wav;
	const unheard = `[A sound of ${seconds.toFixed(2)} seconds. This gateway hears nothing: it reads what its own speech says.]`;
	return { seconds, text: comment || unheard };
}
