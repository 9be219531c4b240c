import { existsSync } from 'node:fs';
import { aptInstall } from './aptInstall.mjs';

const PLACES = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/usr/bin/google-chrome-stable',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
	'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * Finds a Chromium or Chrome: the one CHROMIUM_PATH names, else an installed one, else, as root on Debian,
 * one installed now with apt-get.
 *
 * @param {{ log?: (line: string) => void }} [options]
 * @returns {Promise<string>} path of the binary
 * @throws when there is none; the message says what to install
 */
export async function ensureChromium({ log = console.log } = {}) {
	const named = process.env.CHROMIUM_PATH;
	if (named && !existsSync(named))
		throw new Error(`CHROMIUM_PATH is ${named}, and there is no such file.`);
	const found = named || installed();
	if (found) return found;

	aptInstall('chromium', 'Chromium (about a minute)', log);
	const now = installed();
	if (now) return now;
	throw new Error(
		'The editor tests need Chromium, and none was found. On Debian: apt-get install chromium. ' +
			'Elsewhere install Google Chrome, or set CHROMIUM_PATH to the binary of a Chromium.',
	);
}

function installed() {
	return PLACES.find((path) => existsSync(path));
}
