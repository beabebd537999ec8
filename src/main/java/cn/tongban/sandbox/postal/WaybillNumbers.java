package cn.tongban.sandbox.postal;

/** Numbers in a row: thirteen digits as for domestic parcels, or item numbers of UPU S10 with their check digit. */
final class WaybillNumbers {
    private static final int[] WEIGHTS = {8, 6, 4, 2, 3, 5, 9, 7};

    private boolean s10;
    private long last;

    WaybillNumbers(String form) {
        form(form);
    }

    /** @throws IllegalArgumentException unless {@code digits} or {@code s10} */
    synchronized void form(String form) {
        if (!form.equals("digits") && !form.equals("s10")) {
            throw new IllegalArgumentException("numbers: digits or s10");
        }
        s10 = form.equals("s10");
    }

    synchronized String next() {
        last++;
        return s10 ? itemNumber("%08d".formatted(last)) : "11%011d".formatted(last);
    }

    /** One of an earlier process: the row goes on behind it. */
    synchronized void known(String number) {
        String serial = number.startsWith("EA") ? number.substring(2, 10) : number.substring(2);
        last = Math.max(last, Long.parseLong(serial));
    }

    private static String itemNumber(String digits) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += (digits.charAt(i) - '0') * WEIGHTS[i];
        }
        int check = 11 - sum % 11;
        return "EA" + digits + (check == 10 ? 0 : check == 11 ? 5 : check) + "CN";
    }
}
