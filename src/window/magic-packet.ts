import { Refusal } from '../finding/refusal.ts';
import { PATTERNS } from '../plan/safe.ts';

/** The payload that wakes one network card: six times 0xff, then its address sixteen times. */
export function magicPacket(mac: string): Buffer {
  if (!PATTERNS.mac.fits(mac)) {
    throw new Refusal(`"${mac}" is no MAC address of one network card`, 'Write it like 00:00:5e:00:53:0a.');
  }
  const address = Buffer.from(mac.replaceAll(/[:-]/g, ''), 'hex');
  return Buffer.concat([Buffer.alloc(6, 0xff), ...Array.from({ length: 16 }, () => address)]);
}
