// Signs as the platform does, by another implementation than the JDK's: node sign.mjs > signatures.txt
import crypto from 'node:crypto';

// The private keys are the SHA-256 of a word, in the form of PKCS #8 (RFC 8410).
const privateKey = word =>
  crypto.createPrivateKey({
    key: Buffer.concat([
      Buffer.from('302e020100300506032b657004220420', 'hex'),
      crypto.createHash('sha256').update(word).digest(),
    ]),
    format: 'der',
    type: 'pkcs8',
  });
const publicKey = key =>
  crypto.createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(12).toString('base64');

const TIMESTAMP = '1764235800';
const bodies = {
  completed:
    'AccountSid=user-1&CallSid=v3%3Aabc&CallStatus=completed&CallbackSource=call-progress-events&To=+13125550147&From=%2B13125550100&SequenceNumber=3&CallDuration=17',
  encodedOddly: 'CallSid=v3:abc&From=%2b13125550100&To=+13125550147&CallStatus=busy&CallerId=M%c3%bcller&Empty=&Flag',
  empty: '',
  notUtf8: Buffer.from('CallSid=v3%3Aabc&CallerId=M\xfcller', 'latin1'),
  long: 'Transcript=' + 'a%20word+'.repeat(200),
};

for (const word of ['first', 'second']) {
  const key = privateKey(word);
  for (const [name, body] of Object.entries(bodies)) {
    const raw = Buffer.from(body);
    const signature = separator =>
      crypto.sign(null, Buffer.concat([Buffer.from(TIMESTAMP + separator), raw]), key).toString('base64');
    console.log([word, name, publicKey(key), TIMESTAMP, raw.toString('base64') || '-', signature('|'), signature('.')].join(' '));
  }
}
