/** The roles whose messages reach the model. */
const spokenRoles = ['user', 'assistant'];

/**
 * Writes a conversation the way the model was trained on it: one line for each message, then the assistant's turn.
 *
 * System messages are dropped: the model was trained without any, and one in front of a ticket only makes it answer worse.
 *
 * @param {{ role: string, text: string }[]} messages
 * @returns {string} the prompt, without the begin-of-sequence token; empty when no message is left
 */
export function promptText(messages) {
	const spoken = messages.filter(({ role }) => spokenRoles.includes(role));
	if (spoken.length === 0) return '';
	return spoken.map(({ role, text }) => `${role}: ${text}\n`).join('') + 'assistant:\n';
}
