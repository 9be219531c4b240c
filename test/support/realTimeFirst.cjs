const { default: Sequencer } = require('@jest/test-sequencer');

/** Without times of an earlier run jest begins with the longest text. What waits in real time is short, and long. */
module.exports = class RealTimeFirst extends Sequencer {
	sort(tests) {
		const waits = ({ path }) => /[\\/]engine[\\/]delivery[\\/]/.test(path);
		const sorted = super.sort(tests);
		return [...sorted.filter(waits), ...sorted.filter((test) => !waits(test))];
	}
};
