import { anyAnswerReader } from '../anyAnswer';
import type { Call, FormPart, JsonObject, Reader } from '../call';
import { failure } from '../failure';
import { isObject, without } from '../json';
import { isPage } from '../refusal/refusal';

/** What was said. */
export interface Transcription {
	text: string;
	/** Language, duration, segments, words and what else came, where it was asked for. */
	more: JsonObject;
	/** Usage as sent, or null. */
	usage: JsonObject | null;
}

/**
 * A transcription as a call: POST /v1/audio/transcriptions, a form with the sound. Clients of AIGC2D are
 * known to use it; AIGC2D's own pages of it were not recovered.
 *
 * @param form as it is sent
 * @param model names the lane
 */
export function transcriptionCall(
	path: string,
	form: readonly FormPart[],
	model: string,
): Call<Transcription> {
	return {
		request: { method: 'POST', path, form, headers: { accept: '*/*' } },
		lane: model,
		repeat: 'paid',
		reader: transcriptionReader,
	};
}

/** Reads JSON with a member `text`, or plain text such as subtitles. */
function transcriptionReader(): Reader<Transcription> {
	const any = anyAnswerReader();
	const unusable = (message: string, retryable = true) => ({
		failure: failure('malformed', { status: 200, message, retryable }),
	});
	return {
		...any,
		end() {
			const reading = any.end();
			if (reading.failure) return reading;
			const { body, usage } = reading.value;
			if (typeof body === 'string') {
				if (isPage(body))
					return unusable('The answer is a web page where a text was asked for', false);
				return { value: { text: body, more: {}, usage } };
			}
			if (!isObject(body) || typeof body.text !== 'string') {
				return unusable('The gateway answered without a text');
			}
			const more = without(body, 'text', 'usage');
			return { value: { text: body.text, more, usage }, usage };
		},
	};
}
