"""How fast exports of orders are reckoned, and how much memory it takes: from the file to the folder with its page and tables.

    PYTHONPATH=src python bench/reckon.py [--orders 50000] [--seed 1]

The export is made up: orders of Taobao in the columns of its sellers' desk, three in a hundred closed, the rest sent after one hour to
three days or not yet. Times are processor time of one core, one run in a fresh process; memory is the most that the process held.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from kefu.actions import reckoning
from kefu.actions.reckoner import Reckoner
from kefu.connectors.columns import NO_COLUMNS
from kefu.connectors.orders import all_orders
from kefu.vocabulary.days import CHINA
from kefu.wiring import reckon

NOW: Final = datetime(2026, 3, 5, 10, tzinfo=CHINA)
HEADER: Final = (
    "订单编号,买家会员名,买家应付货款,买家应付邮费,总金额,买家实际支付金额,订单状态,订单创建时间,订单付款时间,宝贝标题,宝贝总数量,"
    "物流单号,物流公司,店铺名称,确认收货时间,发货时间"
)
PRICES: Final = (19.9, 39.0, 59.9, 128.0, 399.0, 899.0)


def export(path: Path, orders: int, seed: int) -> None:
    """Write an export of so many orders."""
    chance = random.Random(seed)
    with path.open("w", encoding="utf-8-sig") as file:
        print(HEADER, file=file)
        for n in range(orders):
            paid = NOW - timedelta(minutes=chance.randint(1, 14_400))
            sent = paid + timedelta(minutes=chance.randint(60, 4000))
            closed = chance.random() < 0.03
            status = "交易关闭" if closed else "卖家已发货，等待买家确认" if sent < NOW else "买家已付款，等待卖家发货"
            goods, freight = chance.choice(PRICES), chance.choice((0, 0, 10))
            at = "" if closed or sent >= NOW else f"{sent:%Y-%m-%d %H:%M:%S}"
            when = f"{paid:%Y-%m-%d %H:%M:%S}"
            print(
                f'="33{10**16 + n * 7919:017d}",tb_{n},{goods},{freight},{goods + freight},{goods + freight},{status},{when},{when},'
                f'"样品, 一件",1,YT{n},圆通,小店,,{at}', file=file,
            )  # fmt: skip


def measured(path: Path, into: Path) -> dict[str, float]:
    """Reckon in this process, and tell what it took."""
    request = reckoning.Request((path,), "taobao", NOW, "latest", into)
    reckoner = Reckoner.load()
    start = time.process_time()
    reckon(request)
    whole = time.process_time()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    rows, _, _ = all_orders(request.files, request.platform, NO_COLUMNS)
    read = time.process_time()
    came = reckoning.reckoned(reckoner, rows, NOW)
    return {
        "whole": whole - start, "read": read - whole, "judged": time.process_time() - read, "deadlines": len(came.dues),
        "page": (into / "reckoning.html").stat().st_size, "memory": memory,
    }  # fmt: skip


def main() -> None:
    """Make the export, reckon it in another process, print a row of the table in docs/orders.md."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--orders", type=int, default=50_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--one", nargs=2, type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(measured(*options.one)))
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "orders.csv"
        export(path, options.orders, options.seed)
        size = path.stat().st_size
        call = [sys.executable, __file__, "--one", str(path), str(Path(folder) / "out")]
        told = json.loads(subprocess.run(call, check=True, capture_output=True, text=True).stdout)
    rate = options.orders / told["whole"]
    print("| orders | MB | read, s | judged, s | all of it, s | orders a second | deadlines | page, MB | memory, MB |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    print(
        f"| {options.orders:,} | {size / 1e6:.1f} | {told['read']:.1f} | {told['judged']:.1f} | {told['whole']:.1f} | {rate:,.0f} | "
        f"{told['deadlines']:,.0f} | {told['page'] / 1e6:.1f} | {told['memory'] / 1e6:.0f} |"
    )


if __name__ == "__main__":
    main()
