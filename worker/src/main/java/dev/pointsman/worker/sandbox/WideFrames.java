package dev.pointsman.worker.sandbox;

/**
 * Frames that take much of a thread's stack and next to no time, so that a few of them find out how
 * much is left of it. Owned by one thread.
 *
 * <p>What makes them wide are 64 numbers that have to be somewhere while the next frame is made. A
 * frame is as large as any way through its code needs, and is looked at as a whole; so mostly that
 * way is not taken, and only often enough that no compiler leaves it out as one that never is.
 */
final class WideFrames {
    private static final int PLACES = 64;

    /** The least that one takes, whether it is interpreted or was compiled by any compiler. */
    static final int BYTES = PLACES * Long.BYTES;

    /** A power of two, so that a count that overflows goes on as before. */
    private static final int FILLED_EVERY = 64;

    private static final long[] NONE = {};

    private final long[] places = new long[PLACES];
    private int descents;

    /** Ends in an error of the stack if there is no room for so many. */
    void require(int frames) {
        descents++;
        if (descend((descents & (FILLED_EVERY - 1)) == 1 ? places : NONE, frames) != frames) {
            throw new IllegalStateException("a stack that does not count");
        }
    }

    private static long descend(long[] places, int frames) {
        if (frames == 0) {
            return 0;
        }
        if (places.length == 0) {
            return 1 + descend(places, frames - 1);
        }
        var p0 = places[0];
        var p1 = places[1];
        var p2 = places[2];
        var p3 = places[3];
        var p4 = places[4];
        var p5 = places[5];
        var p6 = places[6];
        var p7 = places[7];
        var p8 = places[8];
        var p9 = places[9];
        var p10 = places[10];
        var p11 = places[11];
        var p12 = places[12];
        var p13 = places[13];
        var p14 = places[14];
        var p15 = places[15];
        var p16 = places[16];
        var p17 = places[17];
        var p18 = places[18];
        var p19 = places[19];
        var p20 = places[20];
        var p21 = places[21];
        var p22 = places[22];
        var p23 = places[23];
        var p24 = places[24];
        var p25 = places[25];
        var p26 = places[26];
        var p27 = places[27];
        var p28 = places[28];
        var p29 = places[29];
        var p30 = places[30];
        var p31 = places[31];
        var p32 = places[32];
        var p33 = places[33];
        var p34 = places[34];
        var p35 = places[35];
        var p36 = places[36];
        var p37 = places[37];
        var p38 = places[38];
        var p39 = places[39];
        var p40 = places[40];
        var p41 = places[41];
        var p42 = places[42];
        var p43 = places[43];
        var p44 = places[44];
        var p45 = places[45];
        var p46 = places[46];
        var p47 = places[47];
        var p48 = places[48];
        var p49 = places[49];
        var p50 = places[50];
        var p51 = places[51];
        var p52 = places[52];
        var p53 = places[53];
        var p54 = places[54];
        var p55 = places[55];
        var p56 = places[56];
        var p57 = places[57];
        var p58 = places[58];
        var p59 = places[59];
        var p60 = places[60];
        var p61 = places[61];
        var p62 = places[62];
        var p63 = places[63];
        var depth = 1 + descend(places, frames - 1);
        places[0] = p0 ^ depth;
        places[1] = p1 ^ depth;
        places[2] = p2 ^ depth;
        places[3] = p3 ^ depth;
        places[4] = p4 ^ depth;
        places[5] = p5 ^ depth;
        places[6] = p6 ^ depth;
        places[7] = p7 ^ depth;
        places[8] = p8 ^ depth;
        places[9] = p9 ^ depth;
        places[10] = p10 ^ depth;
        places[11] = p11 ^ depth;
        places[12] = p12 ^ depth;
        places[13] = p13 ^ depth;
        places[14] = p14 ^ depth;
        places[15] = p15 ^ depth;
        places[16] = p16 ^ depth;
        places[17] = p17 ^ depth;
        places[18] = p18 ^ depth;
        places[19] = p19 ^ depth;
        places[20] = p20 ^ depth;
        places[21] = p21 ^ depth;
        places[22] = p22 ^ depth;
        places[23] = p23 ^ depth;
        places[24] = p24 ^ depth;
        places[25] = p25 ^ depth;
        places[26] = p26 ^ depth;
        places[27] = p27 ^ depth;
        places[28] = p28 ^ depth;
        places[29] = p29 ^ depth;
        places[30] = p30 ^ depth;
        places[31] = p31 ^ depth;
        places[32] = p32 ^ depth;
        places[33] = p33 ^ depth;
        places[34] = p34 ^ depth;
        places[35] = p35 ^ depth;
        places[36] = p36 ^ depth;
        places[37] = p37 ^ depth;
        places[38] = p38 ^ depth;
        places[39] = p39 ^ depth;
        places[40] = p40 ^ depth;
        places[41] = p41 ^ depth;
        places[42] = p42 ^ depth;
        places[43] = p43 ^ depth;
        places[44] = p44 ^ depth;
        places[45] = p45 ^ depth;
        places[46] = p46 ^ depth;
        places[47] = p47 ^ depth;
        places[48] = p48 ^ depth;
        places[49] = p49 ^ depth;
        places[50] = p50 ^ depth;
        places[51] = p51 ^ depth;
        places[52] = p52 ^ depth;
        places[53] = p53 ^ depth;
        places[54] = p54 ^ depth;
        places[55] = p55 ^ depth;
        places[56] = p56 ^ depth;
        places[57] = p57 ^ depth;
        places[58] = p58 ^ depth;
        places[59] = p59 ^ depth;
        places[60] = p60 ^ depth;
        places[61] = p61 ^ depth;
        places[62] = p62 ^ depth;
        places[63] = p63 ^ depth;
        return depth;
    }
}
