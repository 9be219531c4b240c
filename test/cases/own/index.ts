import type { WireCase } from '../../support/wire/case';
import { adaptations } from './adaptations';
import { advice } from './advice';
import { afterEndings } from './afterEndings';
import { blockedContent } from './blockedContent';
import { ofKind } from './build';
import { charsets } from './charsets';
import { claudeTexts } from './claudeTexts';
import { cloudLimits } from './cloudLimits';
import { clouds } from './clouds';
import { completeAnswers } from './completeAnswers';
import { cutAnswers } from './cutAnswers';
import { eitherForm } from './eitherForm';
import { embeddings } from './embeddings';
import { emptyAccounts } from './emptyAccounts';
import { emptyErrors } from './emptyErrors';
import { emptyTexts } from './emptyTexts';
import { endings } from './endings';
import { failedChoices } from './failedChoices';
import { firstPackets } from './firstPackets';
import { identityOfCalls } from './identityOfCalls';
import { images } from './images';
import { limits } from './limits';
import { limitsOfADay } from './limitsOfADay';
import { longNumbers } from './longNumbers';
import { mergedMembers } from './mergedMembers';
import { models } from './models';
import { orderOfCalls } from './orderOfCalls';
import { otherCalls } from './otherCalls';
import { otherRefusals } from './otherRefusals';
import { otherTasks } from './otherTasks';
import { pace } from './pace';
import { parallelCalls } from './parallelCalls';
import { partsOfText, unreadableTexts } from './partsOfText';
import { rankings } from './rankings';
import { reasons } from './reasons';
import { repeatedTexts } from './repeatedTexts';
import { responsesStreams } from './responsesStreams';
import { responsesSwitch } from './responsesSwitch';
import { responsesWhole } from './responsesWhole';
import { streamEvents } from './streamEvents';
import { streamFailures } from './streamFailures';
import { thoughtsAroundResults } from './thoughtsAroundResults';
import { thoughtsInMembers } from './thoughtsInMembers';
import { thoughtsInTexts } from './thoughtsInTexts';
import { transcripts } from './transcripts';
import { usages } from './usages';
import { waits } from './waits';
import { webPages } from './webPages';
import { wholeAnswers } from './wholeAnswers';
import { wrongKeys } from './wrongKeys';

/**
 * Our own cases. The letters are those of the kinds of faults that gateways were seen with; a case is
 * numbered by its place, so new ones go to the end of their file's list.
 */
export const ownCases: readonly WireCase[] = [
	ofKind('A1', pace),
	ofKind('A2q', emptyAccounts),
	ofKind('A2k', wrongKeys),
	ofKind('A2c', blockedContent),
	ofKind('A2o', otherRefusals),
	ofKind('A2l', limits),
	ofKind('A2g', clouds),
	ofKind('A2gl', cloudLimits),
	ofKind('A3r', repeatedTexts),
	ofKind('A3p', partsOfText),
	ofKind('A3u', unreadableTexts),
	ofKind('A3e', emptyTexts),
	ofKind('A3c', claudeTexts),
	ofKind('A4', endings),
	ofKind('A4a', afterEndings),
	ofKind('A4c', failedChoices),
	ofKind('A5', emptyErrors),
	ofKind('A6', streamEvents),
	ofKind('A8i', identityOfCalls),
	ofKind('A8p', parallelCalls),
	ofKind('A8o', otherCalls),
	ofKind('A9', adaptations),
	ofKind('B1', wholeAnswers),
	ofKind('B1c', cutAnswers),
	ofKind('B2e', embeddings),
	ofKind('B2p', images),
	ofKind('B2m', models),
	ofKind('B2t', transcripts),
	ofKind('B2r', rankings),
	ofKind('B2f', eitherForm),
	ofKind('B3', streamFailures),
	ofKind('B4', usages),
	ofKind('B5t', thoughtsInTexts),
	ofKind('B5m', thoughtsInMembers),
	ofKind('B5r', thoughtsAroundResults),
	ofKind('Cr', reasons),
	ofKind('Cm', mergedMembers),
	ofKind('Cw', waits),
	ofKind('Cd', limitsOfADay),
	ofKind('Ca', advice),
	ofKind('F11', otherTasks),
	ofKind('F12', completeAnswers),
	ofKind('F14', longNumbers),
	ofKind('Rw', responsesWhole),
	ofKind('Rs', responsesStreams),
	ofKind('Rr', responsesSwitch),
	ofKind('Fp', firstPackets),
	ofKind('Fc', charsets),
	ofKind('Fo', orderOfCalls),
	ofKind('Fw', webPages),
].flat();
